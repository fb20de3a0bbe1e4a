"""RELAX NG: the schemas of an edition -> what in a tree does not follow them."""
