// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;

@DisplayName("A damaged list")
class DamagedListTest {
    private static final int EXAMPLES = 400;

    /** What may happen to a byte on its way, and all behind it. */
    private enum Damage {
        CUT,
        REPLACE,
        INSERT,
        REMOVE,
        REPEAT;

        byte[] apply(byte[] whole, int position, byte other) {
            byte[] head = Arrays.copyOf(whole, position);
            byte[] tail = Arrays.copyOfRange(whole, position + 1, whole.length);
            return switch (this) {
                case CUT -> head;
                case REPLACE -> join(head, new byte[] {other}, tail);
                case INSERT -> join(head, new byte[] {other, whole[position]}, tail);
                case REMOVE -> join(head, tail);
                case REPEAT -> join(whole, Arrays.copyOfRange(whole, position, whole.length));
            };
        }

        private static byte[] join(byte[]... parts) {
            Buffer buffer = Buffer.buffer();
            Arrays.stream(parts).forEach(buffer::appendBytes);
            return buffer.getBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ROUTER", "PORT", "RULE", "ROUTE", "IP_ADDR_GROUP", "DHCP_HOST", "ARP_ENTRY"})
    @DisplayName("is refused, or still accounts for every object: of kind")
    void neverShorter(Kind kind) {
        var objects = RealTopologies.json("single-vpc").path(kind.collection());
        Path home = Codecs.of(kind).home(new Fields(objects.path(0)));
        byte[] whole = objects.toString().getBytes(StandardCharsets.UTF_8);

        qt().withExamples(EXAMPLES)
                .forAll(
                        arbitrary().enumValues(Damage.class),
                        integers().between(0, whole.length - 1),
                        integers().between(0, 127))
                .checkAssert((damage, position, other) -> {
                    byte[] damaged = damage.apply(whole, position, other.byteValue());
                    assertThat(accountedFor(kind, home, damaged)).isGreaterThanOrEqualTo(distinct(kind, home, whole));
                });
    }

    @Test
    @DisplayName("is not what the test starts from")
    void wholeListsAreRead() {
        var routers = RealTopologies.json("single-vpc").path("routers");
        byte[] whole = routers.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(distinct(Kind.ROUTER, Path.of("routers"), whole)).isEqualTo(3);
    }

    private static long distinct(Kind kind, Path home, byte[] body) {
        Observation observation = read(kind, home, body).build();
        return observation.topology().all(kind, Resource.class).count()
                + observation.unreadable().size();
    }

    /** Refusal accounts for any number. */
    private static long accountedFor(Kind kind, Path home, byte[] body) {
        try {
            return distinct(kind, home, body);
        } catch (MidonetException.Unavailable refused) {
            return Long.MAX_VALUE;
        }
    }

    private static ObservationBuilder read(Kind kind, Path home, byte[] body) {
        Answer answer = new Answer(200, "application/json", Optional.empty(), Buffer.buffer(body));
        Call call = Call.list(home, kind.collection(), Codecs.of(kind).mediaName());
        return AnswerReader.list(call, answer, kind, home);
    }
}
