"""Who works together: programmes, the organisations in them, and their posts on duty."""
