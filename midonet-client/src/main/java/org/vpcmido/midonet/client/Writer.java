// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.MacAddress;

/**
 * Writes resources to MidoNet. A write that may or may not have happened is repeated; when MidoNet then says that the
 * thing is already there, it is read back and compared. Nothing is read in the normal case.
 *
 * <p>Failures are {@link MidonetException}s. Writes of one {@linkplain Resource#lane lane} have to come one after
 * another; that is up to the caller.
 */
public final class Writer {
    /** What a conflict says when it is not about a lost race (midonet-api.md 5). */
    private static final List<String> LASTING_CONFLICTS =
            List.of("already", "not linkable", "tunnel zone", "references", "referenced", "VTEP");

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final long LOCAL_MAC = 0x0200_0000_0000L;
    private static final long MAC_BITS = 0xFF_FFFF_FFFFL;

    private final Session session;
    private final ServerFeatures features;
    private final Retry retry;
    private final Identities ids;

    Writer(Session session, ServerFeatures features, Retry retry, Identities ids) {
        this.session = session;
        this.features = features;
        this.retry = retry;
        this.ids = ids;
    }

    /**
     * Creates a resource. A router port without a MAC gets one that is computed from its id.
     *
     * @throws IllegalArgumentException for what only agents make
     */
    public Future<Void> create(Resource resource) {
        if (resource instanceof Host || isNotModelled(resource)) {
            throw new IllegalArgumentException(resource.key() + ": a client cannot create this " + resource.kind());
        }
        return createWhole(resource instanceof RouterPort port ? withMac(port) : resource);
    }

    /**
     * Inserts a rule, so that it gets this position and all from there on move back by one.
     *
     * @param position 1 to one more than the chain has rules
     */
    public Future<Void> create(Rule rule, int position) {
        return create(rule.at(position));
    }

    /**
     * Replaces what MidoNet has by {@code resource}. A router port without a MAC keeps the one that it has.
     *
     * @throws IllegalArgumentException if MidoNet has no update for its kind
     */
    public Future<Void> update(Resource resource) {
        if (resource instanceof RouterPort port && port.mac().isEmpty()) {
            return updateKeepingMac(port);
        }
        return updateWhole(resource);
    }

    /** Deletes a resource; succeeds if it is gone already. */
    public Future<Void> delete(Resource resource) {
        ResourceClient<Resource> client = client(resource);
        return retry.run(Writer::isPassing, attempt -> client.delete(resource));
    }

    private Future<Void> createWhole(Resource resource) {
        ResourceClient<Resource> client = client(resource);
        return retry.run(
                Writer::isPassing,
                attempt -> attempt == 1 ? post(client, resource) : postUnlessThere(client, resource));
    }

    /** The answer to an earlier attempt was lost: whatever has no id of its own could be made twice. */
    private static Future<Void> postUnlessThere(ResourceClient<Resource> client, Resource resource) {
        return client.find(resource)
                .compose(found ->
                        found.map(there -> compare(client, resource, there)).orElseGet(() -> post(client, resource)));
    }

    private static Future<Void> post(ResourceClient<Resource> client, Resource resource) {
        return client.create(resource).recover(refusal -> {
            if (!mayMeanAlreadyThere(resource, refusal)) {
                return Future.failedFuture(refusal);
            }
            return client.find(resource)
                    .compose(found -> found.filter(there -> client.isSame(resource, there))
                            .map(there -> Future.<Void>succeededFuture())
                            .orElseGet(() -> Future.failedFuture(refusal)));
        });
    }

    private static Future<Void> compare(ResourceClient<Resource> client, Resource wanted, Resource found) {
        return client.isSame(wanted, found)
                ? Future.succeededFuture()
                : Future.failedFuture(new MidonetException.Stale(
                        "POST " + wanted.key() + ": another one is there already: " + found, CONFLICT));
    }

    /** A repeated peer is 400, a repeated table entry 500, the rest 409 (midonet-observed.md 3 and 4). */
    private static boolean mayMeanAlreadyThere(Resource resource, Throwable refusal) {
        int status = status(refusal);
        return status == CONFLICT || status == SERVER_ERROR || (status == BAD_REQUEST && resource instanceof BgpPeer);
    }

    /** Whether another attempt may succeed: no answer, or a write that lost the race for the storage. */
    private static boolean isPassing(Throwable failure) {
        return Retry.isUnavailable(failure)
                || (status(failure) == CONFLICT
                        && LASTING_CONFLICTS.stream().noneMatch(String.valueOf(failure.getMessage())::contains));
    }

    private static int status(Throwable failure) {
        return failure instanceof MidonetException refusal ? refusal.status().orElse(0) : 0;
    }

    private Future<Void> updateWhole(Resource resource) {
        ResourceClient<Resource> client = client(resource);
        return retry.run(Writer::isPassing, attempt -> client.update(resource));
    }

    /** A PUT without a MAC would take the port's MAC away (midonet-observed.md 4). */
    private Future<Void> updateKeepingMac(RouterPort port) {
        ResourceClient<Resource> client = client(port);
        return retry.run(() -> client.find(port))
                .compose(found -> updateWhole(found.filter(RouterPort.class::isInstance)
                        .map(RouterPort.class::cast)
                        .flatMap(RouterPort::mac)
                        .map(mac -> withMac(port, mac))
                        .orElseGet(() -> withMac(port))));
    }

    private RouterPort withMac(RouterPort port) {
        return port.mac().isPresent() ? port : withMac(port, computedMac(ids.id(port.key())));
    }

    private static RouterPort withMac(RouterPort port, MacAddress mac) {
        return new RouterPort(
                port.key(),
                port.router(),
                port.address(),
                port.network(),
                Optional.of(mac),
                port.inboundFilter(),
                port.outboundFilter(),
                port.adminStateUp());
    }

    /** A locally administered address with the last 40 bits of the id, so that a repeated creation sends the same. */
    private static MacAddress computedMac(UUID id) {
        return new MacAddress(LOCAL_MAC | (id.getLeastSignificantBits() & MAC_BITS));
    }

    private static boolean isNotModelled(Resource resource) {
        return resource instanceof Rule rule && rule.action() instanceof RuleAction.Other;
    }

    private ResourceClient<Resource> client(Resource resource) {
        return new ResourceClient<>(session, features, ids, Codecs.of(resource));
    }
}
