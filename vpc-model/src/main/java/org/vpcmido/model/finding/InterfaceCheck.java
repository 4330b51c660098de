// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.Subnet;

/** Interfaces: in a subnet of their VPC, with addresses and a device index that nobody else has. */
final class InterfaceCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        Map<Device, NetworkInterfaceId> devices = new HashMap<>();
        for (NetworkInterface each : draft.read.interfaces().values()) {
            if (Containment.isMissing(draft, each.vpcId(), each.subnetId(), each.id())) {
                draft.hold(each.nameInMidonet(), Hold.Part.ALL);
                draft.interfaces.remove(each.id());
                continue;
            }
            Device device = new Device(each.instanceId(), each.deviceIndex());
            NetworkInterfaceId holder = devices.get(device);
            if (holder != null) {
                refuseDevice(draft, each, holder);
                continue;
            }
            Optional<Problem> problem = addressTrouble(draft, each);
            if (problem.isPresent()) {
                draft.quarantine(each, problem.get().code(), problem.get().message());
            } else {
                devices.put(device, each.id());
            }
        }
    }

    /** MidoNet may know both by the same name (that of the instance), so it is not held: the other one needs it. */
    private static void refuseDevice(Draft draft, NetworkInterface each, NetworkInterfaceId holder) {
        draft.interfaces.remove(each.id());
        draft.quarantine(
                each.id(),
                "duplicate-device-index",
                each.id() + ": device " + each.deviceIndex() + " of " + each.instanceId() + " is " + holder,
                "interface held");
    }

    private static Optional<Problem> addressTrouble(Draft draft, NetworkInterface each) {
        Subnet subnet = draft.subnets.get(each.subnetId());
        return subnet == null
                ? Optional.empty()
                : draft.addresses.admit(subnet, each.id(), each.privateAddress(), Optional.of(each.mac()));
    }

    private record Device(InstanceId instance, int index) {}
}
