"""Communities, who is engaged in them, and the ties between them, services and mentors.

`rules/` decides (no framework): the network of a day, who bridges, who is out of reach, which new
tie would change most. `ties/` keeps associations, ties and the map; `members/` who is engaged,
counted once, without names; `steps/` the contact log and who does what next. Which communities are
a mentor's own circle is asked for her safety only, and is never a tie. What is free text is sealed
to the organisation's post (`sealing.py`). A community is never a list of persons.
"""
