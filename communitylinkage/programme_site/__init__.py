"""The public face of a programme: what it is, who takes part, news, results, what goes on.

Must never know a woman, and never lead from her pages to her: what is here may be found by anybody
with a search engine, what is in the guide may not. Its titles are as neutral as everywhere.
"""
