package io.genkan.web.now;

import io.genkan.tunnel.TunnelView;
import io.genkan.web.HumanFormat;

/// A tunnel as the page shows it: every value is written out.
///
/// @param friend whose it is
/// @param initial the first letter of the name
/// @param unit its unit, also in the address that ends it
/// @param device its device on the gateway
/// @param origin where the friend comes from
/// @param openedAt when it opened
/// @param openFor how long ago that was
/// @param rateIn the rate into the home
/// @param rateOut the rate out of the home
/// @param volumeIn what came into the home
/// @param volumeOut what left the home
/// @param dropped how many packets were dropped
/// @param anyDropped whether that is more than none
/// @param moving whether anything moves right now
public record InsideCard(
        String friend,
        String initial,
        String unit,
        String device,
        String origin,
        String openedAt,
        String openFor,
        String rateIn,
        String rateOut,
        String volumeIn,
        String volumeOut,
        String dropped,
        boolean anyDropped,
        boolean moving) {

    static InsideCard of(TunnelView tunnel, HumanFormat format) {
        return new InsideCard(
                tunnel.friend().toString(),
                format.initial(tunnel.friend().toString()),
                tunnel.unit().toString(),
                tunnel.device().toString(),
                tunnel.origin(),
                format.moment(tunnel.since()),
                format.since(tunnel.since()),
                format.bitsPerSecond(tunnel.bitsPerSecondFromFriend()),
                format.bitsPerSecond(tunnel.bitsPerSecondToFriend()),
                format.bytes(tunnel.traffic().bytesFromFriend()),
                format.bytes(tunnel.traffic().bytesToFriend()),
                format.count(tunnel.traffic().dropped()),
                tunnel.traffic().dropped() > 0,
                tunnel.bitsPerSecondFromFriend() + tunnel.bitsPerSecondToFriend() > 0);
    }
}
