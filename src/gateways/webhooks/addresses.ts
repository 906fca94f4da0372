import ipaddr from 'ipaddr.js';

/** Public by its number and still not for strangers: where clouds answer their own machines. */
const housed = new Set(['168.63.129.16']);
/** All that is given out of IPv6 for the open internet so far (IANA, IPv6 global unicast address assignments). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the open internet (IANA special-purpose registries): neither private, loopback,
 * link-local, shared, multicast or reserved, nor an IPv6 address that only wraps an IPv4 one (mapped, NAT64, 6to4,
 * Teredo).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || housed.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast);
}
