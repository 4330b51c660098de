// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.model.finding.Checked;

/**
 * SHA-256 over what a cloud wants: the state, component by component and each with its length before it, what was found
 * wrong in it, and what is held. It does not see versions, positions, white space, dialect, or the order of lists that
 * have none.
 */
final class ContentHash {
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private final MessageDigest digest;

    private ContentHash(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(Checked checked) {
        try {
            ContentHash hash = new ContentHash(MessageDigest.getInstance("SHA-256"));
            hash.add(checked.state());
            hash.add(checked.findings().stream()
                    .map(finding -> finding.subject() + " " + finding.code())
                    .sorted()
                    .toList());
            hash.add(List.copyOf(checked.holds()));
            return HexFormat.of().formatHex(hash.digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    private void add(Object value) {
        if (value instanceof Record record) {
            addRecord(record);
        } else if (value instanceof Optional<?> optional) {
            add(optional.<Collection<?>>map(List::of).orElse(List.of()));
        } else if (value instanceof Map<?, ?> map) {
            add(map.values()); // An entity carries its own key.
        } else if (value instanceof Collection<?> collection) {
            addLength('c', collection.size());
            collection.forEach(this::add);
        } else if (value instanceof OptionalInt
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>) {
            addText(value instanceof Enum<?> constant ? constant.name() : value.toString());
        } else {
            throw new IllegalArgumentException("no way to hash a " + value.getClass());
        }
    }

    private void addRecord(Record record) {
        addText(record.getClass().getSimpleName());
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            try {
                add(component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException("records of the model are public: " + record.getClass(), impossible);
            }
        }
    }

    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength('t', bytes.length);
        digest.update(bytes);
    }

    private void addLength(char kind, int length) {
        digest.update(ByteBuffer.allocate(5).put((byte) kind).putInt(length).flip());
    }
}
