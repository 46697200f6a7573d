package io.genkan.access;

import io.genkan.net.IpPrefix;
import java.util.List;

/// The home network's blocks of addresses. Implemented by the router.
public interface HomePrefixes {
    /// Those that it has now, the first one first; none where it cannot be found.
    List<IpPrefix> now();
}
