package io.genkan.access;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.net.IpProtocol;
import java.net.InetAddress;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// Decides who may come in and with what. Pure: it looks only at what it is handed.
public final class AccessDecider {
    private AccessDecider() {}

    /// Whether somebody who offers a key may log in, if only to be told why he may not come in.
    ///
    /// @param holder who holds the key, or has held it not long ago
    public static AccessDecision login(Optional<Identity> holder) {
        return holder.<AccessDecision>map(Granted::new).orElseGet(() -> new Refused(Reason.UNKNOWN_KEY));
    }

    /// Whether somebody may be inside now, whatever he does there: asked when something opens, and again and again
    /// while it is open.
    public static AccessDecision entry(KeyStanding key, Circumstances now) {
        if (!now.doorOpen()) {
            return new Refused(Reason.DOOR_CLOSED);
        }
        return switch (key) {
            case KeyStanding.Unknown _ -> new Refused(Reason.UNKNOWN_KEY);
            case KeyStanding.Revoked revoked ->
                new Refused(Reason.REVOKED, List.of(revoked.at().atZone(now.home())));
            case KeyStanding.Held(Identity holder) ->
                onTerms(holder, holder.friend().policy().terms(), now);
        };
    }

    /// Whether the holder of a key may have the tunnel that he asks for.
    ///
    /// @param holder the holder of the key as of now, who may have been removed since he logged in
    public static AccessDecision tunnel(Optional<Identity> holder, TunnelRequest request) {
        if (holder.isEmpty()) {
            return new Refused(Reason.UNKNOWN_KEY);
        }
        Identity identity = holder.get();
        if (request.unit().isPresent()
                && !request.unit().get().equals(identity.key().unit())) {
            return new Refused(Reason.OTHER_UNIT);
        }
        return new Granted(identity);
    }

    /// Whether the holder of a key may reach a port of a host.
    ///
    /// @param holder the holder of the key as of now
    public static AccessDecision connection(Optional<Identity> holder, IpProtocol protocol, InetAddress to, int port) {
        if (holder.isEmpty()) {
            return new Refused(Reason.UNKNOWN_KEY);
        }
        Identity identity = holder.get();
        boolean listed = identity.friend().policy().lineFor(to, protocol, port).isPresent();
        return listed ? new Granted(identity) : new Refused(Reason.NOT_IN_POLICY);
    }

    private static AccessDecision onTerms(Identity holder, Terms terms, Circumstances now) {
        if (terms.disabled()) {
            return new Refused(Reason.DISABLED);
        }
        if (terms.needTheClock()) {
            if (now.time().isEmpty()) {
                return new Refused(Reason.CLOCK_NOT_SET);
            }
            Optional<Refused> late = byTheClock(terms, now.time().get().atZone(now.home()));
            if (late.isPresent()) {
                return late.get();
            }
        }
        Optional<DataVolume> most = terms.monthlyVolume();
        if (most.isPresent() && now.usedThisMonth() >= most.get().bytes()) {
            return new Refused(Reason.VOLUME_USED, List.of(most.get().toString()));
        }
        return new Granted(holder);
    }

    private static Optional<Refused> byTheClock(Terms terms, ZonedDateTime now) {
        Optional<ZonedDateTime> until = terms.until().map(end -> end.atZone(now.getZone()));
        if (until.isPresent() && !now.isBefore(until.get())) {
            return Optional.of(new Refused(Reason.EXPIRED, List.of(until.get())));
        }
        List<WeeklyWindow> windows = terms.windows();
        if (windows.isEmpty() || windows.stream().anyMatch(w -> w.contains(now.toLocalDateTime()))) {
            return Optional.empty();
        }
        return Optional.of(new Refused(Reason.OUTSIDE_WINDOW, List.of(WeeklyWindow.nextBeginning(windows, now))));
    }
}
