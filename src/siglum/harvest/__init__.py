"""What was published -> one file for harvesters, and the services that answer from it alone."""
