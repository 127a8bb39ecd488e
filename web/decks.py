"""stub"""
def write_decks(folder, frames):
    pass
