"""How staff keep their own entries: draft, preview, publish, history, undo, confirm, room."""
