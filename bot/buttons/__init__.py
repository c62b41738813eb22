"""What the buttons, menus and forms under an answer do. They are known by their ids, so they work after a restart."""
