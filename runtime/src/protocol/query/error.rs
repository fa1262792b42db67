//! The code and message that query protocols put around every error.
