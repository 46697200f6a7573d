package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.util.Optional;

/// One step from what is to what is to be.
sealed interface Change {
    /// Takes the step in the kernel.
    void apply(Router router) throws IOException;

    /// What is there once the step is taken.
    RouterConfig after(RouterConfig before);

    /// What may be there once the step was tried in vain, which can have come half way: whatever it brings counts as
    /// there, so that it is taken back; whatever it takes away counts as there, so that it is tried again.
    RouterConfig afterFailure(RouterConfig before);

    /// The device without which the step means nothing, and may fail.
    default Optional<InterfaceName> device() {
        return Optional.empty();
    }

    /// Loads a table of the packet filter, in place of an older one, and reads it back.
    record LoadRuleset(Ruleset ruleset) implements Change {
        @Override
        public Optional<InterfaceName> device() {
            return ruleset.device();
        }

        @Override
        public void apply(Router router) throws IOException {
            router.filter().load(ruleset);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withTable(ruleset);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return before.withTable(Ruleset.unknown(ruleset.table()));
        }
    }

    /// Has packets from a LAN interface forwarded.
    record ForwardFrom(InterfaceName lan) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.forwardFrom(lan);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withForwarding(lan);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return after(before);
        }
    }

    /// Gives a tunnel's device its addresses and takes it up.
    record RaiseLink(Link link) implements Change {
        @Override
        public Optional<InterfaceName> device() {
            return Optional.of(link.device());
        }

        @Override
        public void apply(Router router) throws IOException {
            router.raise(link);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withLink(link);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return after(before);
        }
    }

    /// Gives forwarding from a LAN interface back the value that it had.
    record RestoreForwarding(InterfaceName lan) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.restoreForwarding(lan);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withoutForwarding(lan);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return before;
        }
    }

    /// Removes a table of the packet filter.
    record RemoveTable(TableName table) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.filter().unload(table);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withoutTable(table);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return before;
        }
    }
}
