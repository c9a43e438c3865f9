//! The terminal interface: event loop, screens, widgets and image placement.
