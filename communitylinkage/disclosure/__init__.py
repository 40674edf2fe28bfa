"""Safe tables: what may be shown of a count, to whom, given all that was shown before; pure.

One gate, `gate.publish`: page, picture, file and API show what it returns and nothing else. Must
never know who a person is, a database, or a language. docs/disclosure.md says what it does not
promise.
"""
