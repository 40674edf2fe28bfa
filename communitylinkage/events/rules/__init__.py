"""Rules of events in plain Python: codes, places and waiting, days moved, tickets."""
