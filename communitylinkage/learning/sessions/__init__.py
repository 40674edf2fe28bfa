"""Sessions: planned, moved, held; who teaches in them, and who was there."""
