package io.genkan.web.now;

import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelUnit;
import io.genkan.router.GuardCounters;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.TunnelView;
import io.genkan.tunnel.Tunnels;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Joins the pages to the real tunnels.
@Configuration(proxyBeanMethods = false)
class NowConfiguration {
    @Bean
    LiveTunnels liveTunnels(Tunnels tunnels, Forwardings forwardings, GuardCounters guard) {
        return new LiveTunnels() {
            @Override
            public List<TunnelView> live() {
                return tunnels.live();
            }

            @Override
            public long stopped(InterfaceName device) {
                return guard.of(device).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }

            @Override
            public List<ForwardingView> forwardings() {
                return forwardings.live();
            }

            @Override
            public void end(TunnelUnit unit, CloseReason reason) {
                tunnels.end(unit, reason);
            }
        };
    }
}
