"""Sources and what was built of them -> what got lost, doubled, moved or invented on the way."""
