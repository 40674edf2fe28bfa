"""CommunityLinkage: links services against violence with communities of migrant women."""
