package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
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

    /// Changes a kernel setting.
    record ChangeSetting(Setting setting, String value) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.change(setting, value);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withSetting(setting, value);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return after(before);
        }
    }

    /// Answers ARP in the LAN for an address.
    record AddProxy(ProxyNeighbour proxy) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.addProxy(proxy);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withProxy(proxy);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return after(before);
        }
    }

    /// Answers no more.
    record RemoveProxy(ProxyNeighbour proxy) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.removeProxy(proxy);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withoutProxy(proxy);
        }

        @Override
        public RouterConfig afterFailure(RouterConfig before) {
            return before;
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

    /// Gives a kernel setting back the value that it had.
    record RestoreSetting(Setting setting) implements Change {
        @Override
        public void apply(Router router) throws IOException {
            router.restore(setting);
        }

        @Override
        public RouterConfig after(RouterConfig before) {
            return before.withoutSetting(setting);
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
