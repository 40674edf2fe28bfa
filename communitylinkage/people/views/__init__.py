"""Pages of people below the staff path. Strangers get the answer of a page that does not exist."""
