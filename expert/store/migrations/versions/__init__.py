"""One file a version of the store, in order; a published one never changes."""
