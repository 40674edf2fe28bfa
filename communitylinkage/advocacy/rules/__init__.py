"""The rules of advocacy; no framework.

Sources: that a promise is *kept*, *partly kept* or *broken*, judged by an open source and a day,
follows the trackers of promises that are kept for governments (Polimètre; Thomson et al., "The
Fulfillment of Parties' Election Pledges", 2017). That silence is a result of its own is ours.
"""
