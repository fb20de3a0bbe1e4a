"""From the bytes of a TEI file to a tree that knows where each element stands."""
