"""Documents as read -> findings: what is doubtful in them."""
