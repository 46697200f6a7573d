package io.genkan.web.now;

import io.genkan.net.BadInputException;
import io.genkan.tunnel.Rates;
import io.genkan.tunnel.TunnelView;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
/// @param lineIn how the rate into the home went in the last minute, as {@link Sparkline#points}
/// @param lineOut the same, out of the home
/// @param roundTrip how long the way there and back to the friend takes; empty if that is not known
/// @param dropped how many packets were dropped
/// @param dropReasons why, each with how many
/// @param anyDropped whether that is more than none
/// @param stopped how many packets the guard has stopped
/// @param anyStopped whether that is more than none
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
        String lineIn,
        String lineOut,
        String roundTrip,
        String dropped,
        List<String> dropReasons,
        boolean anyDropped,
        String stopped,
        boolean anyStopped,
        boolean moving) {

    static InsideCard of(TunnelView tunnel, long stopped, HumanFormat format, Sentences sentences) {
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
                line(tunnel, Rates::bitsPerSecondFromFriend),
                line(tunnel, Rates::bitsPerSecondToFriend),
                tunnel.roundTrip().map(format::milliseconds).orElse(""),
                format.count(tunnel.traffic().dropped()),
                dropReasons(tunnel, format, sentences),
                tunnel.traffic().dropped() > 0,
                format.count(stopped),
                stopped > 0,
                tunnel.bitsPerSecondFromFriend() + tunnel.bitsPerSecondToFriend() > 0);
    }

    private static String line(TunnelView tunnel, Function<Rates, Long> direction) {
        return Sparkline.points(tunnel.lastMinute().stream().map(direction).toList());
    }

    private static List<String> dropReasons(TunnelView tunnel, HumanFormat format, Sentences sentences) {
        return tunnel.drops().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> sentences.of(BadInputException.messageKey(one.getKey()), format.count(one.getValue())))
                .toList();
    }
}
