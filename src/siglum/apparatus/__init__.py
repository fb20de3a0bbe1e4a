"""TEI trees -> scholarship: witnesses, entries, and the one normal form that all outputs meet."""
