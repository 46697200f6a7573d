package io.genkan.router;

import io.genkan.access.HomePrefixes;
import io.genkan.net.IpPrefix;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the kernel for the home network's blocks of addresses.
record LanPrefixes(Router router) implements HomePrefixes {
    private static final Logger log = LoggerFactory.getLogger(LanPrefixes.class);

    @Override
    public List<IpPrefix> now() {
        try {
            return router.lan().networks().stream().map(Lan.Network::prefix).toList();
        } catch (IOException e) {
            log.warn("the home network is not to be found: {}", e.getMessage());
            return List.of();
        }
    }
}
