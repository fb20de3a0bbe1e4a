"""What other collections ask of an edition: its letters, the persons it names, its facsimiles."""
