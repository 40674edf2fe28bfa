"""Members of communities who are engaged. Nobody's name is asked or kept."""
