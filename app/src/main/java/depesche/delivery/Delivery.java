package depesche.delivery;

import depesche.alert.Receiver;

/// Carrying an alert to one reader of a slice in this node's hand.
record Delivery(SliceInHand slice, Receiver receiver) {

    int ordinal() {
        return receiver.ordinal();
    }

    @Override
    public String toString() {
        return slice.claim() + ", ordinal " + ordinal();
    }
}
