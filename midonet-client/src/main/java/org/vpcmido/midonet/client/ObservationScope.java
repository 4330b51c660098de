// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Router;

/**
 * Which devices and chains an observation looks into: a MidoNet may be shared, and what others have in it is not worth
 * a request per object. What lies outside is still seen from afar, without its routes, rules and tables.
 *
 * @param routers whose routes and BGP configuration are read
 * @param bridges whose DHCP subnets and tables are read
 * @param chains whose rules are read
 */
public record ObservationScope(Predicate<Router> routers, Predicate<Bridge> bridges, Predicate<Chain> chains) {
    private static final String TENANT = "euca_tenant_1";
    private static final Pattern ROUTERS = Pattern.compile("eucart|eucamdrt|vr_.*|natr_.*");
    private static final Pattern BRIDGES = Pattern.compile("eucabr|eucamdbr|vb_.*");
    private static final Pattern CHAINS = Pattern.compile("eucabr_.*|eucamdrt_.*|(vc|sc|sg|ic|natc|acl)_.*");

    public ObservationScope {
        requireNonNull(routers, "routers");
        requireNonNull(bridges, "bridges");
        requireNonNull(chains, "chains");
    }

    /** Everything. */
    public static ObservationScope all() {
        return new ObservationScope(router -> true, bridge -> true, chain -> true);
    }

    /**
     * What Eucalyptus has: its tenant's, and what has no tenant but one of its names, as eucanetd lost the tenant of
     * some objects when it updated them.
     */
    public static ObservationScope eucalyptus() {
        return new ObservationScope(
                router -> isOurs(router.tenantId(), router.name(), ROUTERS),
                bridge -> isOurs(bridge.tenantId(), bridge.name(), BRIDGES),
                chain -> isOurs(chain.tenantId(), chain.name(), CHAINS));
    }

    private static boolean isOurs(String tenant, String name, Pattern names) {
        return tenant.equals(TENANT) || (tenant.isEmpty() && names.matcher(name).matches());
    }
}
