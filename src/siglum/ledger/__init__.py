"""An Edition and what was published of it before -> the record of what is published now."""
