// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Kind;

/** Reads parts of a topology anew, side by side. Any that cannot be read fails the whole. */
final class PartReader {
    private static final int NOT_FOUND = 404;

    private final ListReader lists;
    private final int readsInFlightMax;
    private final Map<Part, Optional<ObservationBuilder>> read = new LinkedHashMap<>();

    PartReader(ListReader lists, int readsInFlightMax) {
        this.lists = lists;
        this.readsInFlightMax = readsInFlightMax;
    }

    /** To be called once, on the context on which the session's futures complete. */
    Future<Rereading> read(Collection<Part> parts) {
        return Pump.run(parts, readsInFlightMax, part -> read(part).onSuccess(found -> read.put(part, found)))
                .map(done -> new Rereading(read));
    }

    private Future<Optional<ObservationBuilder>> read(Part part) {
        if (part instanceof Part.Item item) {
            return lists.retry().run(() -> find(item));
        }
        return list((Part.Contents) part).map(Optional::of);
    }

    /** Absence of an object is an answer. */
    private Future<Optional<ObservationBuilder>> find(Part.Item item) {
        Codec<?> codec = Codecs.of(item.kind());
        Path collection = Path.of(item.kind().collection());
        Call call = Call.get(collection.child(item.id()), item.kind().collection(), codec.mediaName());
        return lists.session().send(call).compose(answer -> {
            if (answer.status() == NOT_FOUND) {
                return Future.succeededFuture(Optional.empty());
            } else if (!answer.isSuccess()) {
                return Future.failedFuture(answer.failure(call));
            }
            return Future.succeededFuture(
                    Optional.of(AnswerReader.item(call, answer, item.kind(), item.id(), collection)));
        });
    }

    /** Absence of a list is none: its parent is gone, or something vanished while it was put together. */
    private Future<ObservationBuilder> list(Part.Contents contents) {
        Path path = Path.of(contents.parentKind().collection(), contents.parent(), segment(contents.kind()));
        return lists.read(new Listing(contents.kind(), path))
                .compose(found ->
                        contents.kind() == Kind.DHCP_SUBNET ? withHosts(found) : Future.succeededFuture(found));
    }

    private Future<ObservationBuilder> withHosts(ObservationBuilder subnets) {
        return Pump.run(
                        subnets.all(DhcpSubnet.class).map(Listing::hosts).toList(),
                        readsInFlightMax,
                        listing -> lists.read(listing).onSuccess(subnets::addAll))
                .map(subnets);
    }

    /** The last name in the path of a list of children. */
    private static String segment(Kind kind) {
        return switch (kind) {
            case DHCP_SUBNET -> "dhcp";
            case PORT_GROUP_PORT -> "ports";
            case TUNNEL_ZONE_HOST -> "hosts";
            default -> kind.collection();
        };
    }
}
