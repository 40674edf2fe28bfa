"""Several web processes on one PostgreSQL, whose primary is killed while women write."""
