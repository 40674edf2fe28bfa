"""Files in a page: taken in after a preview, and given out."""
