"""Workshop packs: gathered under the consents of today, recorded before anybody has one, called back."""
