"""Settings, urls, composition, the frame of every page, and home. Holds no rule of a domain."""
