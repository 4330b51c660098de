// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

/** What a rule that matched a packet led to (midonet-datapath-semantics.md 5 and 6). */
public enum Outcome {
    /** This filter lets it pass. */
    ACCEPT,
    /** Lost, silently. */
    DROP,
    /** Lost; routers and their ports tell the sender. */
    REJECT,
    /** Back to the chain that jumped here. */
    RETURN,
    /** On to the next rule, after a rewrite. */
    CONTINUE,
    /** On to another chain. */
    JUMP,
    /** On to the next rule: a NAT rule had nothing to do, or no mapping. */
    NOT_APPLIED
}
