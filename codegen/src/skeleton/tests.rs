//! What skeletons hold.
