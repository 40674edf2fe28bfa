"""Women counted once, without knowing who they are: keyed tags, which go when figures stand."""
