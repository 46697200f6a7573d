package io.genkan.web.now;

import io.genkan.net.TunnelUnit;
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
    LiveTunnels liveTunnels(Tunnels tunnels, Forwardings forwardings) {
        return new LiveTunnels() {
            @Override
            public List<TunnelView> live() {
                return tunnels.live();
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
