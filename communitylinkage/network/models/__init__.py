"""Communities, their ties, their members who are engaged, contacts and next steps."""

from communitylinkage.network.models.communities import Association, Circle, Community
from communitylinkage.network.models.members import Engagement, Member
from communitylinkage.network.models.ties import Node, Tie
from communitylinkage.network.models.work import Contact, Step

__all__ = [
    "Association", "Circle", "Community", "Contact", "Engagement", "Member", "Node", "Step", "Tie",
]  # fmt: skip
