// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import io.vertx.core.Context;
import java.util.Optional;
import org.vpcmido.midonet.nsdb.NsdbConfig;
import org.vpcmido.midonet.nsdb.NsdbView;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.nsdb.NsdbView.Unknown;
import org.vpcmido.midonet.nsdb.NsdbWatch;

/**
 * Sees agents and ports come and go, if MidoNet's ZooKeeper is configured. That some are out of sight is no reason to
 * look at MidoNet, only that they are others than were last seen. For one context.
 */
final class Agents {
    private final Optional<NsdbConfig> config;
    private final Runnable cameOrWent;
    private final Runnable changed;
    private Optional<NsdbWatch> watch = Optional.empty();
    private Optional<Known> lastSeen = Optional.empty();
    private AgentsStatus status;

    /**
     * @param cameOrWent a reason to look at MidoNet
     * @param changed the status is another
     */
    Agents(Optional<NsdbConfig> config, Runnable cameOrWent, Runnable changed) {
        this.config = config;
        this.cameOrWent = cameOrWent;
        this.changed = changed;
        this.status = config.map(nsdb -> lost("not connected yet")).orElse(AgentsStatus.OFF);
    }

    void start(Context context) {
        watch = config.map(nsdb -> NsdbWatch.start(nsdb, context, this::seen));
    }

    /** Looks no more; the session ends by itself. */
    void stop() {
        watch.ifPresent(NsdbWatch::close);
    }

    /** What was seen last, if they are in sight. */
    Optional<Known> inSight() {
        return lastSeen.filter(known -> status.state() == AgentsStatus.State.CONNECTED);
    }

    AgentsStatus status() {
        return status;
    }

    private void seen(NsdbView view) {
        if (view instanceof Known known) {
            status = new AgentsStatus(
                    AgentsStatus.State.CONNECTED,
                    "",
                    known.hostsAlive().size(),
                    known.portsActive().size());
            if (!lastSeen.equals(Optional.of(known))) {
                lastSeen = Optional.of(known);
                cameOrWent.run();
            }
        } else if (view instanceof Unknown unknown) {
            status = lost(unknown.reason());
        }
        changed.run();
    }

    private static AgentsStatus lost(String reason) {
        return new AgentsStatus(AgentsStatus.State.LOST, reason, 0, 0);
    }
}
