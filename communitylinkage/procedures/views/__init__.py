"""Pages of procedures: reading, editing, talking, signing, giving out."""
