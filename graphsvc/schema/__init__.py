"""The rooms: what may be asked, as graphene types whose fields each carry a lowering."""
