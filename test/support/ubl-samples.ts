/** A purchase order of the buyer's own system, in UBL; `changes` are put in place of what they name. */
export const purchaseOrderOf = (number: string, ...changes: [from: string, to: string][]): string =>
  changes.reduce(
    (text, [from, to]) => text.replace(from, to),
    `<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-03-02</cbc:IssueDate>
  <cac:BuyerCustomerParty/>
  <cac:SellerSupplierParty><cac:Party>
    <cac:PartyIdentification><cbc:ID>c-brightworks</cbc:ID></cac:PartyIdentification>
  </cac:Party></cac:SellerSupplierParty>
  <cac:Delivery>
    <cac:DeliveryAddress>
      <cbc:CityName>香港</cbc:CityName>
      <cac:Country><cbc:IdentificationCode>HK</cbc:IdentificationCode></cac:Country>
    </cac:DeliveryAddress>
    <cac:RequestedDeliveryPeriod><cbc:EndDate>2026-09-30</cbc:EndDate></cac:RequestedDeliveryPeriod>
  </cac:Delivery>
  <cac:OrderLine><cac:LineItem>
    <cbc:ID>1</cbc:ID>
    <cbc:Quantity unitCode="KGM">40</cbc:Quantity>
    <cac:Price><cbc:PriceAmount currencyID="USD">12.50</cbc:PriceAmount></cac:Price>
    <cac:Item>
      <cbc:Name>Lamp &amp; shade</cbc:Name>
      <cac:SellersItemIdentification><cbc:ID>LAMP-1</cbc:ID></cac:SellersItemIdentification>
    </cac:Item>
  </cac:LineItem></cac:OrderLine>
</Order>`,
  );
